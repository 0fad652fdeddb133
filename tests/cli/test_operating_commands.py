"""The operator's commands, run as programs: import, search, index, trail, ledger, demo."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data import data_path

TONGMING = Path(sys.executable).parent / "tongming"


@pytest.fixture
def home(tmp_path):
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **inherited,
        "TONGMING_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "tongming.conf.production",
    }


def run(home, *arguments, expect=0):
    done = subprocess.run([TONGMING, *arguments], env=home, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    return done


def answer(home, *arguments, expect=0):
    return json.loads(run(home, *arguments, "--json", expect=expect).stdout)


ROW = {
    "title": "演示市停车管理办法",
    "text": "第一条 为了规范停车，制定本办法。\n第二条 本办法自2021年5月1日起施行。",
    "issuer": "演示市人民政府",
    "doc_number": "演政规〔2021〕3号",
    "date": "2021-04-09",
}


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n{坏\n")
    return path


def test_import_makes_the_database_indexes_what_it_took_and_says_what_it_rejected(home, rows):
    report = answer(home, "import", str(rows), "--organization", "演示市司法局")
    assert {name: report[name] for name in ("read", "created", "updated", "unchanged")} == {
        "read": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
    }
    assert [(one["line"], "JSON" in one["reason"]) for one in report["rejected"]] == [(2, True)]
    assert report["seconds"] > 0
    assert answer(home, "import", str(rows), "--organization", "演示市司法局")["unchanged"] == 1
    found = answer(home, "search", "演政规[2021]3号")
    assert set(found) >= {"total", "took_ms", "hits", "facets"}
    hit = found["hits"][0]
    assert set(hit) >= {
        "kind", "id", "title", "url", "doc_number", "issuer", "date", "validity", "snippet", "score",
    }  # fmt: skip
    assert (hit["title"], hit["date"], hit["validity"]) == (ROW["title"], "2021-04-09", "有效")


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--kind", "document"], 1),
        (["--kind", "政策文件"], 1),
        (["--kind", "没有"], 0),
        (["--validity", "有效"], 1),
        (["--validity", "废止"], 0),
        (["--issuer", "演示市人民政府"], 1),
        (["--from", "2021-04-09", "--to", "2021-04-09"], 1),
        (["--from", "2021-04-10"], 0),
        (["--sort", "newest", "--limit", "1"], 1),
    ],
)
def test_search_filters_as_its_options_say(home, rows, options, total):
    run(home, "import", str(rows))
    assert answer(home, "search", "停车", *options)["total"] == total


def test_the_index_is_rebuilt_and_the_trail_verifies(home, rows):
    run(home, "import", str(rows))
    assert answer(home, "index", "rebuild")["records"] == 1
    verified = answer(home, "trail", "verify")
    assert (verified["ok"], verified["faults"]) == (True, [])
    assert verified["entries"] == verified["heads"] or verified["entries"] > 0


def test_a_shortened_trail_is_reported_with_exit_code_1(home, rows):
    run(home, "import", str(rows))
    heads = Path(home["TONGMING_HOME"]) / "trail" / "heads.log"
    with heads.open("a") as file:
        file.write(f"99 {'0' * 64}\n")
    found = answer(home, "trail", "verify", expect=1)
    assert not found["ok"]
    assert "缺失" in found["faults"][0]["problem"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "/没有/这个/路径"],
        ["search"],
        ["search", "x", "--from", "2021年"],
        ["search", "x", "--limit", "0"],
        ["serve", "--port", "99999"],
        ["ledger", "没有这个要点"],
    ],
)
def test_bad_input_is_one_chinese_line_and_exit_code_2(home, arguments):
    done = run(home, *arguments, expect=2)
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("错误：")


def test_the_demonstration_is_loaded_once_and_its_passwords_are_random_and_never_stored(home):
    first = answer(home, "demo")
    passwords = [account["password"] for account in first["accounts"]]
    assert first["loaded"]
    assert len(set(passwords)) == len(passwords) > 5
    assert answer(home, "demo") == {"loaded": False, "accounts": []}
    stored = b"".join(path.read_bytes() for path in Path(home["TONGMING_HOME"]).rglob("*") if path.is_file())
    assert not any(password.encode() in stored for password in passwords)
    found = answer(home, "search", "通政办发[2021]42号")
    assert found["hits"][0]["doc_number"] == "通政办发〔2021〕42号"
    ledger = run(home, "ledger", "--json")
    text = ledger.stdout
    for words in (
        "互联网协议第6版",
        "90%",
        "年度工作报告",
        "26个试点领域",
        "1~2个试点领域",
        "三同步",
        "回头看",
    ):
        assert words in text, words


def test_the_real_pages_of_old_sites_import_whole(home):
    report = answer(home, "import", str(data_path("govcn-html.jsonl.gz")))
    assert (report["created"], report["rejected"]) == (21, [])
    hit = answer(home, "search", "索引号:000014349/2018-00221")["hits"][0]
    assert hit["doc_number"] == "国办发〔2018〕123号"


def test_divisions_and_the_first_account_set_up_a_real_installation(home, tmp_path):
    table = tmp_path / "divisions.csv"
    table.write_text(
        "code,name,level,parent_code\n32,演示省,province,\n3299,演示市,city,32\nx,坏行,city,32\n",
        encoding="utf-8",
    )
    loaded = answer(home, "organizations", "load", str(table))
    assert (loaded["created"], loaded["rejected"][0]["line"]) == (2, 4)
    opened = answer(home, "accounts", "open", "guanli", "--name", "演示", "--organization", "演示市")
    assert len(opened["password"]) >= 12
    assert opened["roles"] == ["administrator"]
    for arguments in (
        ["accounts", "open", "guanli", "--name", "演示", "--organization", "演示市"],
        ["accounts", "open", "other", "--name", "演示", "--organization", "没有的局"],
        ["organizations", "load", "/没有/表.csv"],
    ):
        run(home, *arguments, expect=2)
    assert answer(home, "trail", "verify")["ok"]
