"""« Espace titulaire »: stands in for the person's own space of the Passeport, in the demonstration only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from flask import Blueprint, Response, redirect, request, url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from gateway.access import Gateway
from gateway.errors import PageTrouble
from gateway.forms import check_form, form_page
from gateway.shares import LONGEST, SECTIONS, NotShareable, old_enough, person_changed, publish, withdraw
from gateway.tables import IN_FORCE, CounsellorRow, PersonRow, ShareRow
from gateway.when import today

LISTED = 100
WEEKS = 12
DONE: Mapping[str, str] = {
    "publie": "Votre passeport est partagé. Le conseiller le recevra à sa prochaine synchronisation.",
    "retire": "Le partage est retiré. Le conseiller n’y a plus accès dès sa prochaine synchronisation.",
    "ajoute": "L’expérience déclarée est ajoutée à votre passeport.",
}


def holder_routes(gateway: Gateway) -> Blueprint:
    """The list of people one may enter as, and each one's page."""
    routes = Blueprint("holder", __name__, url_prefix="/titulaire")
    store = gateway.store

    @routes.get("")
    def people() -> Response:
        wanted = request.args.get("nom", "")[:100]
        with store.reading() as session:
            return form_page(gateway, request, "holders.html", people=_people(session, wanted), wanted=wanted)

    @routes.get("/<uuid:person_id>")
    def person(person_id: object) -> Response:
        with store.reading() as session:
            return _person_page(gateway, session, _person(session, person_id))

    _acts(routes, gateway)
    return routes


def _acts(routes: Blueprint, gateway: Gateway) -> None:
    """Publish, withdraw, declare."""
    store = gateway.store

    @routes.post("/<uuid:person_id>/publier")
    def share(person_id: object) -> AnyResponse:
        check_form(gateway, request)
        with store.writing() as session:
            row = _person(session, person_id)
            try:
                _publish(gateway, session, row)
            except NotShareable as trouble:
                return _person_page(gateway, session, row, str(trouble))
        return redirect(url_for("holder.person", person_id=person_id, fait="publie"), 303)

    @routes.post("/<uuid:person_id>/retirer")
    def end(person_id: object) -> AnyResponse:
        check_form(gateway, request)
        with store.writing() as session:
            share = session.get(ShareRow, request.form.get("partage", ""))
            if share is None or share.person != str(person_id) or share.state != IN_FORCE:
                raise PageTrouble(404, "Ce partage n’existe pas, ou il est déjà retiré.")
            withdraw(session, store.keys.signer, share, gateway.config.clock(), "withdrawn")
        return redirect(url_for("holder.person", person_id=person_id, fait="retire"), 303)

    @routes.post("/<uuid:person_id>/experience")
    def declare(person_id: object) -> AnyResponse:
        check_form(gateway, request)
        with store.writing() as session:
            _declare(gateway, session, _person(session, person_id))
        return redirect(url_for("holder.person", person_id=person_id, fait="ajoute"), 303)


def _people(session: Session, wanted: str) -> list[PersonRow]:
    found = select(PersonRow).order_by(PersonRow.last_name, PersonRow.first_name).limit(LISTED)
    if wanted:
        found = found.where(
            or_(
                PersonRow.last_name.icontains(wanted, autoescape=True),
                PersonRow.first_name.icontains(wanted, autoescape=True),
            )
        )
    return list(session.scalars(found))


def _person(session: Session, person_id: object) -> PersonRow:
    row = session.get(PersonRow, str(person_id))
    if row is None:
        raise PageTrouble(404, "Cette personne n’existe pas.")
    return row


def _person_page(gateway: Gateway, session: Session, person: PersonRow, trouble: str = "") -> Response:
    shares = session.execute(
        select(ShareRow, CounsellorRow)
        .join(CounsellorRow, CounsellorRow.id == ShareRow.counsellor)
        .where(ShareRow.person == person.id, ShareRow.state == IN_FORCE)
        .order_by(CounsellorRow.name)
        .limit(LISTED)
    )
    day = today(gateway.config.clock())
    response = form_page(
        gateway,
        request,
        "holder.html",
        person=person,
        shares=[(share, counsellor, json.loads(share.sections)) for share, counsellor in shares],
        sections=SECTIONS,
        facts={name: len(facts) for name, facts in json.loads(person.sections).items()},
        counsellors=list(session.scalars(select(CounsellorRow).order_by(CounsellorRow.name).limit(LISTED))),
        day=day.isoformat(),
        end=(day + timedelta(weeks=WEEKS)).isoformat(),
        last=(day + LONGEST).isoformat(),
        old_enough=old_enough(person, day),
        done=DONE.get(request.args.get("fait", ""), ""),
        trouble=trouble,
    )
    response.status_code = 422 if trouble else 200
    return response


def _publish(gateway: Gateway, session: Session, person: PersonRow) -> None:
    counsellor = session.get(CounsellorRow, request.form.get("conseiller", ""))
    if counsellor is None:
        raise NotShareable("Choisissez un conseiller.")
    try:
        end = date.fromisoformat(request.form.get("fin", ""))
    except ValueError as error:
        raise NotShareable("La date de fin n’est pas comprise.") from error
    publish(session, person, counsellor.id, request.form.getlist("rubrique"), end, gateway.config.clock())


def _declare(gateway: Gateway, session: Session, person: PersonRow) -> None:
    title, employer = request.form.get("metier", "").strip(), request.form.get("employeur", "").strip()
    start = request.form.get("debut", "")
    try:
        date.fromisoformat(start)
    except ValueError as error:
        raise PageTrouble(422, "La date de début n’est pas comprise.") from error
    sections = json.loads(person.sections)
    held = sections.setdefault("experiences", [])
    if not (title and employer) or max(len(title), len(employer)) > 300 or len(held) >= 500:
        raise PageTrouble(422, "Indiquez un métier et un employeur, en 300 caractères au plus.")
    held.append(
        {
            "id": str(uuid4()),
            "origine": "DECLAREE",
            "source": "TITULAIRE",
            "metierFonction": title,
            "employeur": employer,
            "dateDebut": start,
        }
    )
    person.sections = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
    person_changed(session, person, gateway.config.clock())
