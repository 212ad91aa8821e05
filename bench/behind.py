"""The site behind nginx, as ``deploy/nginx`` has it: what is there for a certificate and a name is taken out of it."""

import re
from contextlib import ExitStack
from pathlib import Path

import servers

DEPLOY = servers.ROOT / "deploy" / "nginx"


class Behind:
    """Two servers that are measured as one: nginx, and the site, which it asks for what is no file yet."""

    def __init__(self, folder):
        self.folder, self.stack = Path(folder), ExitStack()

    def __enter__(self):
        files = self.folder / "files"
        files.mkdir(parents=True)
        site = self.stack.enter_context(servers.site(PAGE_STORE_MB="64", PAGE_FILES=str(files)))
        port = servers.free_port()
        nginx = servers.nginx_of(self.folder, port, configured(site.port, port, files))
        self.servers = [site, self.stack.enter_context(nginx)]
        return self

    def __exit__(self, *error):
        self.stack.close()

    @property
    def pids(self):
        return [pid for server in self.servers for pid in server.pids]

    def url(self, path):
        return self.servers[1].url(path)


def configured(site_port, port, files):
    text = (DEPLOY / "site.conf").read_text()
    text = re.sub(r"server \{\n    listen 80 .*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^ *(?:listen|server_name|ssl_\w+) .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^server \{", f"server {{\n    listen 127.0.0.1:{port};", text, flags=re.MULTILINE)
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{site_port}").replace("/srv/outreach/files", str(files))
    text = text.replace("include outreach/", f"include {DEPLOY}/")
    return text.replace("Host $http_host", "Host $host")  # without the port: a page at a port is no file
