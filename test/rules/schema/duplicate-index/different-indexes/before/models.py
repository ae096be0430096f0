from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"

    id = Column(Integer, primary_key=True)
    slug = Column(String, unique=True)
    title = Column(String, index=True)
    body = Column(String)

    __table_args__ = (
        Index("ix_notes_slug_like", "slug", postgresql_ops={"slug": "varchar_pattern_ops"}),
        Index("ix_notes_slug_hash", "slug", postgresql_using="hash"),
        Index("ix_notes_open", "title", postgresql_where=(body.isnot(None))),
        Index("ix_notes_lower", func.lower(title)),
        Index("ix_notes_upper", func.upper(title)),
        Index("ix_notes_slug_body", "slug", postgresql_include=["body"]),
    )
