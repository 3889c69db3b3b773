"""A real WordPress from Debian's packages: PHP's own server and a MariaDB of its own, on this machine's loopback, in a folder
that goes away with it. One user with the role Author has an application password; nothing else can log in."""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path("/usr/share/wordpress")
PROGRAMS = ("php", "mariadbd", "mariadb-install-db")

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('AUTH_KEY', '{key}'); define('SECURE_AUTH_KEY', '{key}'); define('LOGGED_IN_KEY', '{key}');
define('NONCE_KEY', '{key}'); define('AUTH_SALT', '{key}'); define('SECURE_AUTH_SALT', '{key}');
define('LOGGED_IN_SALT', '{key}'); define('NONCE_SALT', '{key}');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_SITEURL', '{url}'); define('WP_HOME', '{url}');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '{host}';
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install('FKT', 'chef', 'chef@fkt.example', true, '', '{key}');
$id = wp_insert_user(['user_login' => 'mailflow', 'user_pass' => '{key}', 'user_email' => 'm@fkt.example', 'role' => 'author']);
$other = wp_insert_user(['user_login' => 'anden', 'user_pass' => '{key}', 'user_email' => 'a@fkt.example', 'role' => 'editor']);
$page = WP_Application_Passwords::create_new_application_password($id, ['name' => 'mailflow']);
$also = WP_Application_Passwords::create_new_application_password($other, ['name' => 'prøve']);
update_option('template', 'plain');
update_option('stylesheet', 'plain');
file_put_contents(__DIR__ . '/passwords.json', json_encode([$page[0], $also[0]]));
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    address: str
    password: str  # of "mailflow", an Author
    editor: str  # of "anden", an Editor
    root: Path
    processes: list[subprocess.Popen[bytes]]

    def end(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=30)


def start(folder: Path) -> Running:
    """Raises AssertionError, saying what the program wrote, when one does not start."""
    database, root = folder / "database", folder / "wordpress"
    socket_file = folder / "s"
    user = pwd.getpwuid(os.getuid()).pw_name
    done = subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={database}", f"--user={user}",
         "--auth-root-authentication-method=normal", "--skip-test-db"],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    first = folder / "first.sql"
    first.write_text(
        "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\n"
        "CREATE USER IF NOT EXISTS 'wp'@'localhost' IDENTIFIED BY 'wp';\n"
        "GRANT ALL ON wordpress.* TO 'wp'@'localhost';\n"
    )
    log = (folder / "log").open("wb")
    mariadb = subprocess.Popen(
        ["mariadbd", "--no-defaults", f"--datadir={database}", f"--socket={socket_file}", "--skip-networking",
         f"--user={user}", f"--init-file={first}", f"--pid-file={folder / 'pid'}", "--innodb-flush-log-at-trx-commit=0"],
        stdout=log, stderr=log,
    )  # fmt: skip
    running = Running("", "", "", root, [mariadb])
    try:
        _wait(socket_file.exists, folder, mariadb)
        shutil.copytree(
            SOURCE, root, symlinks=False, ignore_dangling_symlinks=True, ignore=shutil.ignore_patterns("wp-config.php")
        )
        port = free_port()
        running.address = f"http://127.0.0.1:{port}"
        key = secrets.token_hex(16)
        (root / "wp-config.php").write_text(CONFIG.format(socket=socket_file, key=key, url=running.address))
        (root / "install.php").write_text(INSTALL.replace("{key}", key).replace("{host}", f"127.0.0.1:{port}"))
        theme = root / "wp-content" / "themes" / "plain"  # Debian's themes are packages of their own
        theme.mkdir(parents=True)
        (theme / "style.css").write_text("/*\nTheme Name: Plain\n*/\n")
        (theme / "index.php").write_text("<?php while (have_posts()) { the_post(); the_title(); the_content(); }\n")
        done = subprocess.run(["php", "install.php"], cwd=root, capture_output=True, timeout=120)
        assert (root / "passwords.json").exists(), done.stdout.decode() + done.stderr.decode()
        running.password, running.editor = json.loads((root / "passwords.json").read_text())
        for name in ("passwords.json", "install.php"):
            (root / name).unlink()
        running.processes.append(
            subprocess.Popen(["php", "-S", f"127.0.0.1:{port}", "-t", str(root)], stdout=log, stderr=log, cwd=root)
        )
        _wait(lambda: _answers(running.address), folder, running.processes[-1])
    except BaseException:
        running.end()
        raise
    return running


def _wait(ready: object, folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if ready():  # type: ignore[operator]
            return
        assert process.poll() is None, (folder / "log").read_text("utf-8", "replace")[-2000:]
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text("utf-8", "replace")[-2000:])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "/?rest_route=/", timeout=30) as got:
            return got.status == 200
    except (urllib.error.URLError, OSError):
        return False
