"""A large document takes seconds, and twice the text about twice the time."""

import time

from tests.gongwen import documents as made
from tongming.engines.gongwen import parse_text

ARTICLE = "第{}条　各级人民政府应当依照《中华人民共和国档案法》（国令第5号）的规定，加强领导：\n（一）建立制度；\n（二）落实责任。\n前款规定由市政府解释。\n"


def seconds(text):
    start = time.process_time()
    parse_text(text)
    return time.process_time() - start


def test_a_megabyte_of_law_takes_a_few_seconds():
    text = "".join(ARTICLE.format(number) for number in range(1, 5000))
    assert len(text.encode()) > 1_000_000
    assert seconds(text) < 6


def test_time_grows_with_the_length_only():
    short, long = (made.FORWARDED * times for times in (100, 400))
    assert seconds(long) < 8 * max(seconds(short), 0.05)
