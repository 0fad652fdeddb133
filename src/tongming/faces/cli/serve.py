"""`tongming serve`: one web process and one worker, on IPv4 and IPv6."""

import click


@click.command(help="启动网站：一个网页进程和一个后台进程。未指定 --host 时同时在 127.0.0.1 和 ::1 上服务。")
@click.option("--host", "hosts", multiple=True, metavar="地址", help="监听地址，可写多次。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
def command(*, hosts: tuple[str, ...], port: int) -> None:
    """Serve until interrupted."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    from tongming.faces.cli.serving import serve

    serve(list(hosts) or ["127.0.0.1", "::1"], port)
