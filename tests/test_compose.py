"""What docker-compose.yml, Dockerfile and Caddyfile promise, held against the code; no container is started."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ehrenamtskarte import app
from ehrenamtskarte.cli import main
from ehrenamtskarte.core.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "ehrenamtskarte"}
SETTINGS = {name.upper() for name in Settings.__dataclass_fields__}
ROUTES = {route.path for route in app.build().routes}


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {
        "database", "broker", "migrate", "web", "worker", "schedule", "mail", "proxy",
    }  # fmt: skip
    assert {name: SERVICES[name]["deploy"]["replicas"] for name in ("web", "worker")} == {
        "web": 2,
        "worker": 2,
    }


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_one_of_ours(name: str) -> None:
    assert OURS[name]["command"] == [name]
    assert name in main.commands


@pytest.mark.parametrize("name", OURS)
def test_each_setting_is_known_and_readable(name: str) -> None:
    environment = OURS[name]["environment"]
    assert set(environment) <= SETTINGS
    Settings.read({key: _filled_in(str(value)) for key, value in environment.items()})


def test_the_image_sets_known_settings_and_serves_where_the_health_check_asks() -> None:
    block = re.search(r"^ENV (.*?)\n(?=[A-Z])", DOCKERFILE, re.DOTALL | re.MULTILINE)
    assert block
    environment = dict(word.split("=", 1) for word in shlex.split(block.group(1).replace("\\\n", " ")))
    ours = {key: value for key, value in environment.items() if key not in {"PATH", "PYTHONUNBUFFERED"}}
    assert set(ours) <= SETTINGS
    settings = Settings.read(ours)
    assert settings.host == "0.0.0.0"
    assert f"EXPOSE {settings.port}\n" in DOCKERFILE
    assert f"dynamic a web {settings.port} " in CADDYFILE
    assert f"//127.0.0.1:{settings.port}/" in SERVICES["web"]["healthcheck"]["test"][-1]


def test_the_image_does_not_run_as_root_and_starts_our_command() -> None:
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE)[-1] == "ehrenamtskarte"
    assert 'ENTRYPOINT ["ehrenamtskarte"]' in DOCKERFILE
    assert re.findall(r'^CMD \["(.*)"\]$', DOCKERFILE, re.MULTILINE)[0] in main.commands


def test_the_image_copies_what_exists_and_the_context_lets_it_through() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists()
        assert source.split("/")[0] in allowed


def test_health_checks_ask_for_real_addresses() -> None:
    asked = re.findall(
        r"http://127\.0\.0\.1:\d+(/[^'\"]*)", str([one.get("healthcheck") for one in OURS.values()])
    )
    assert asked
    assert set(asked) <= ROUTES


def test_whoever_is_waited_for_as_healthy_has_a_health_check() -> None:
    for service in SERVICES.values():
        for name, wait in service.get("depends_on", {}).items():
            condition = wait["condition"]
            assert condition != "service_healthy" or "healthcheck" in SERVICES[name]
            assert condition != "service_completed_successfully" or name == "migrate"


def test_the_proxy_hides_the_measurements_and_is_the_one_that_is_trusted() -> None:
    hidden = re.findall(r"respond (\S+) 404", CADDYFILE)
    assert set(hidden) <= ROUTES
    assert hidden == ["/metrics"]
    address = SERVICES["proxy"]["networks"]["front"]["ipv4_address"]
    assert OURS["web"]["environment"]["TRUSTED_PROXIES"] == address


def test_only_workers_hold_the_signing_keys() -> None:
    holders = {
        name for name, service in SERVICES.items() if any("keys:" in at for at in service.get("volumes", []))
    }
    assert holders == {"worker"}
    assert OURS["worker"]["environment"]["KEY_DIR"] == "/keys"


def test_nothing_but_proxy_and_the_local_mail_page_is_reachable_from_outside() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(ports) == {"proxy", "mail"}
    assert all(port.startswith("127.0.0.1:") for port in ports["mail"])


def test_every_variable_has_its_line_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    assert asked == set(_example())


def test_secrets_have_no_default() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    for name, value in _example().items():
        if name.endswith(("PASSWORD", "TOKEN")):
            assert value == ""
            assert f"${{{name}:-" not in compose
            assert f"${{{name}}}" not in compose


def test_compose_itself_accepts_the_file(tmp_path: Path) -> None:
    filled = tmp_path / "env"
    filled.write_text("".join(f"{name}={value or 'secret'}\n" for name, value in _example().items()))
    options = ["--env-file", str(filled), "--file", str(ROOT / "docker-compose.yml")]
    subprocess.run([*_compose(), *options, "config", "--quiet"], check=True)


def _compose() -> list[str]:
    """Compose as part of the docker client, or the older program of its own."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(command[0])
            and subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0
        ):
            return command
    pytest.skip("no docker compose here")


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _filled_in(value: str) -> str:
    return re.sub(r"\$\{\w+:(?:-([^}]*)|\?[^}]*)\}", lambda found: found.group(1) or "secret", value)
