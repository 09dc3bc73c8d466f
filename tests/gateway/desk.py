"""A desk made of requests alone: it signs in, asks, and holds every answer against the contract."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
import rfc8785
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

REDIRECT = "http://127.0.0.1:51234/retour"
PAYLOADS = {"withdrawal": "Withdrawal", "lease": "Lease", "countersignature": "Countersignature"}


def unb64(text: str) -> bytes:
    """The bytes of unpadded base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Contract:
    """openapi.yaml, ready to judge."""

    def __init__(self, path: Path) -> None:
        self.document = yaml.safe_load(path.read_text(encoding="utf-8"))
        resource = Resource(contents=self.document, specification=DRAFT202012)
        self._registry: Any = Registry().with_resource("urn:contract", resource)

    def judge(self, name: str, value: object) -> None:
        """Fail unless ``value`` follows the schema ``name``."""
        self._judge(f"#/components/schemas/{name}", value)

    def judge_response(self, response: requests.Response) -> None:
        """Fail unless the operation may answer this status, with this body and these headers."""
        request = response.request
        operation = self.document["paths"][urlsplit(request.url or "").path][(request.method or "").lower()]
        said = operation["responses"][str(response.status_code)]
        if "$ref" in said:
            name = said["$ref"].rsplit("/", 1)[1]
            said = self.document["components"]["responses"][name]
            place = f"#/components/responses/{name}"
        else:
            path = urlsplit(request.url or "").path.replace("/", "~1")
            place = f"#/paths/{path}/{(request.method or '').lower()}/responses/{response.status_code}"
        for header, rule in said.get("headers", {}).items():
            assert rule["schema"]["minimum"] <= int(response.headers[header]) <= rule["schema"]["maximum"]
        if "content" in said:
            (kind,) = said["content"]
            assert response.headers["Content-Type"].split(";")[0] == kind
            if kind == "application/json":
                self._judge(f"{place}/content/application~1json/schema", response.json())

    def _judge(self, place: str, value: object) -> None:
        validator = Draft202012Validator({"$ref": f"urn:contract{place}"}, registry=self._registry)
        faults = [f"{list(fault.absolute_path)}: {fault.message[:300]}" for fault in validator.iter_errors(value)]
        assert not faults, faults


class Desk:
    """One counsellor's desk."""

    def __init__(self, url: str, contract: Contract) -> None:
        self.url, self.contract = url, contract
        self.web = requests.Session()
        self.tokens: dict[str, Any] = {}
        self.verifier = secrets.token_urlsafe(48)
        self.asked: dict[str, str] = {}
        self.signing: dict[str, str] | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.web.close()

    def request_for_code(self, **changes: str | None) -> dict[str, str]:
        """The query of a sign-in, with ``changes``; None takes a parameter away."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        query: dict[str, str | None] = {
            "response_type": "code",
            "client_id": "escale-bureau",
            "redirect_uri": REDIRECT,
            "scope": "openid profile exchange",
            "state": secrets.token_urlsafe(32),
            "nonce": secrets.token_urlsafe(32),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in {**query, **changes}.items() if value is not None}

    def open_signin(self, **changes: str | None) -> requests.Response:
        """The sign-in page, or what stands in its place."""
        self.asked = self.request_for_code(**changes)
        return self.web.get(f"{self.url}/oauth/authorize", params=self.asked, allow_redirects=False)

    def code(self, choice: int = 0, **changes: str | None) -> dict[str, str]:
        """What comes back to the loopback address when a counsellor of the demonstration is clicked."""
        page = self.open_signin(**changes)
        assert page.status_code == 200, page.text
        form = {"jeton": field(page.text, "jeton"), "counsellor": fields(page.text, "counsellor")[choice]}
        answer = self.web.post(page.url, data=form, allow_redirects=False)
        return returned(answer)

    def ask_token(self, **form: str) -> requests.Response:
        """An answer of the token endpoint, judged."""
        answer = self.web.post(f"{self.url}/oauth/token", data={"client_id": "escale-bureau", **form})
        self.contract.judge_response(answer)
        return answer

    def redeem(self, code: str, **changes: str) -> requests.Response:
        """Exchange a code for tokens."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
        return self.ask_token(**{**form, "code_verifier": self.verifier, **changes})

    def sign_in(self, choice: int = 0) -> None:
        """All of it."""
        answer = self.redeem(self.code(choice)["code"])
        assert answer.status_code == 200, answer.text
        self.tokens = answer.json()

    def post(self, name: str, body: object, **options: Any) -> requests.Response:
        """A call of the sharing API, judged."""
        headers = self.bearer() | options.pop("headers", {})
        answer = self.web.post(f"{self.url}/api/v1/{name}", **({"json": body} | options), headers=headers)
        self.contract.judge_response(answer)
        return answer

    def bearer(self) -> dict[str, str]:
        """The header of a call."""
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def keys(self) -> requests.Response:
        """The keys that a desk pins, judged."""
        answer = self.web.get(f"{self.url}/api/v1/keys", headers=self.bearer())
        self.contract.judge_response(answer)
        return answer

    def page(self, cursor: str | None = None, **asked: object) -> dict[str, Any]:
        """One page of an exchange, its signatures verified."""
        answer = self.post("exchange", {"cursor": cursor, **asked})
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        for signed in (*page["withdrawals"], page.get("lease"), page.get("countersignature")):
            if signed is not None:
                self.verify(signed)
        assert not (page["withdrawals"] and page["files"]), "withdrawals travel alone"
        assert (page.get("lease") is not None) == (not page["more"])
        return page

    def pages(self, cursor: str | None = None, **asked: object) -> Iterator[dict[str, Any]]:
        """Every page from a cursor on."""
        for _ in range(200):
            page = self.page(cursor, **asked)
            yield page
            if not page["more"]:
                return
            cursor = page["cursor"]
        raise AssertionError("the exchange does not end")

    def verify(self, signed: dict[str, Any]) -> None:
        """Fail unless the gateway signed this payload."""
        if self.signing is None:
            self.signing = self.keys().json()["signing"]
        key = self.signing
        assert signed["kid"] == key["kid"]
        Ed25519PublicKey.from_public_bytes(unb64(key["public"])).verify(
            unb64(signed["signature"]), rfc8785.dumps(signed["payload"])
        )
        self.contract.judge(PAYLOADS[signed["payload"]["type"]], signed["payload"])

    def holder(self, person: str, act: str, **form: object) -> requests.Response:
        """Do something as a holder, from that holder's page."""
        page = self.web.get(f"{self.url}/titulaire/{person}")
        return self.web.post(f"{self.url}/titulaire/{person}/{act}", data={"jeton": field(page.text, "jeton"), **form})


def fields(html: str, name: str) -> list[str]:
    """The values of the form fields of that name."""
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


def field(html: str, name: str) -> str:
    """The first of them."""
    return fields(html, name)[0]


def returned(answer: requests.Response) -> dict[str, str]:
    """What a redirect to the loopback address carries."""
    assert answer.status_code == 302, answer.text
    where = urlsplit(answer.headers["Location"])
    assert where.path == "/retour"
    return dict(parse_qsl(where.query))
