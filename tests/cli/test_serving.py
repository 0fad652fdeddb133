"""What the web server believes of a proxy in front of it."""

import pytest
from waitress.adjustments import Adjustments
from waitress.proxy_headers import proxy_headers_middleware

from tongming.faces.cli.serving import proxy_options


@pytest.fixture
def seen(monkeypatch):
    """The environment that Django would see of a request with headers that anybody can send."""

    def environment(https):
        monkeypatch.setenv("TONGMING_HTTPS", https)
        options = Adjustments(**proxy_options())
        got = {}
        application = proxy_headers_middleware(
            lambda environ, start_response: got.update(environ) or [],
            trusted_proxy=options.trusted_proxy,
            trusted_proxy_count=options.trusted_proxy_count or 1,
            trusted_proxy_headers=options.trusted_proxy_headers,
            clear_untrusted=options.clear_untrusted_proxy_headers,
        )
        application(
            {
                "REMOTE_ADDR": "127.0.0.1",
                "REMOTE_HOST": "127.0.0.1",
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "8000",
                "wsgi.url_scheme": "http",
                "HTTP_HOST": "www.example.gov.cn",
                "HTTP_X_FORWARDED_PROTO": "https",
                "HTTP_X_FORWARDED_HOST": "elsewhere.example",
                "HTTP_X_FORWARDED_FOR": "192.0.2.1",
            },
            lambda status, headers: None,
        )
        return got

    return environment


def test_behind_https_the_proxy_is_believed_about_the_scheme_alone(seen):
    environ = seen("1")
    assert environ["wsgi.url_scheme"] == "https"
    assert environ["HTTP_HOST"] == "www.example.gov.cn"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"


def test_without_https_no_header_of_a_proxy_reaches_the_application(seen):
    environ = seen("0")
    assert environ["wsgi.url_scheme"] == "http"
    assert not [name for name in environ if name.startswith("HTTP_X_FORWARDED")]
