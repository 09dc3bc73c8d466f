"""What the gateway keeps. Tokens are kept as SHA-256 only; sealed items as they came."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, MetaData, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

IN_FORCE = "shared"
ENDED = "ended"


class Base(DeclarativeBase):
    """Every constraint has a name from day one."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class HouseRow(Base):
    """The one row that says which life of the server this is; ``sequence`` orders all that an exchange delivers."""

    __tablename__ = "house"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int] = mapped_column(default=0)
    keys: Mapped[str] = mapped_column(Text)


class CounsellorRow(Base):
    """Somebody people can share with; ``digest`` is the cached digest of consents in force, NULL when it is stale."""

    __tablename__ = "counsellors"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    email: Mapped[str] = mapped_column(String(300), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300))
    password: Mapped[str | None] = mapped_column(String(300))
    digest: Mapped[str | None] = mapped_column(String(64))
    in_force: Mapped[int] = mapped_column(default=0)
    lease_sequence: Mapped[int] = mapped_column(default=0)


class AnchorRow(Base):
    """The highest anchor countersigned for one desk of one counsellor."""

    __tablename__ = "anchors"
    counsellor: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"), primary_key=True)
    desk: Mapped[str] = mapped_column(String(36), primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[str] = mapped_column(String(128))
    at: Mapped[str] = mapped_column(String(20))


class AttemptRow(Base):
    """A failed sign-in; ``account`` is the SHA-256 of the address typed, so unknown addresses count too."""

    __tablename__ = "attempts"
    __table_args__ = (Index(None, "account", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    at: Mapped[int]


class FamilyRow(Base):
    """One sign-in and every token that came of it; times are Unix seconds."""

    __tablename__ = "families"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    counsellor: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"))
    client: Mapped[str] = mapped_column(String(64))
    scope: Mapped[str] = mapped_column(String(300))
    redirect_uri: Mapped[str] = mapped_column(String(300))
    nonce: Mapped[str] = mapped_column(String(300), index=True)
    challenge: Mapped[str] = mapped_column(String(43))
    signed_in: Mapped[int]
    ends: Mapped[int] = mapped_column(index=True)
    revoked: Mapped[bool] = mapped_column(default=False)


class TokenRow(Base):
    """A code, an access token or a refresh token, by its SHA-256."""

    __tablename__ = "tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    family: Mapped[str] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    expires: Mapped[int]
    used: Mapped[bool] = mapped_column(default=False)


class PersonRow(Base):
    """A holder and the whole passport; ``titulaire`` and ``sections`` are JSON in the contract's shape."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    first_name: Mapped[str] = mapped_column(String(300))
    last_name: Mapped[str] = mapped_column(String(300), index=True)
    birth_year: Mapped[int]
    titulaire: Mapped[str] = mapped_column(Text)
    sections: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    updated: Mapped[str] = mapped_column(String(20))


class ShareRow(Base):
    """A consent: this person, this counsellor, these sections (JSON), these days; ``changed`` is a house sequence."""

    __tablename__ = "shares"
    __table_args__ = (
        Index("ix_shares_delta", "counsellor", "state", "changed"),
        Index("ix_shares_end", "counsellor", "state", "end"),
        Index(
            "uq_shares_in_force",
            "person",
            "counsellor",
            unique=True,
            sqlite_where=text("state = 'shared'"),
            postgresql_where=text("state = 'shared'"),
        ),
    )
    consent: Mapped[str] = mapped_column(String(36), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    counsellor: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"))
    basis: Mapped[str] = mapped_column(String(40))
    sections: Mapped[str] = mapped_column(Text)
    start: Mapped[str] = mapped_column(String(10))
    end: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(6), default=IN_FORCE)
    changed: Mapped[int]


class WithdrawalRow(Base):
    """A signed withdrawal (JSON of the contract's Signed), in the order of the house."""

    __tablename__ = "withdrawals"
    __table_args__ = (Index("ix_withdrawals_delta", "counsellor", "sequence"),)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counsellor: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"))
    consent: Mapped[str] = mapped_column(String(36))
    signed: Mapped[str] = mapped_column(Text)


class ItemRow(Base):
    """What a counsellor wrote, at its present version."""

    __tablename__ = "items"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]


class ItemVersionRow(Base):
    """One version of an item; ``digest`` recognises the same offer made again."""

    __tablename__ = "item_versions"
    item: Mapped[str] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)


class SealedRow(Base):
    """An item handed over after a withdrawal, sealed; the gateway never keeps it open."""

    __tablename__ = "sealed"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    counsellor: Mapped[str] = mapped_column(ForeignKey("counsellors.id", ondelete="CASCADE"))
    kid: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[str] = mapped_column(Text)
    received_at: Mapped[str] = mapped_column(String(20))
