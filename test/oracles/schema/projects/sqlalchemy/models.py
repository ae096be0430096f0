import enum

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint, desc, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Timestamps:
    created: Mapped[int] = mapped_column(index=True)
    changed = Column(Integer, nullable=False)


class OwnedMixin:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)


class Named(Base):
    __abstract__ = True

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    name: Mapped[str] = mapped_column(String(50), unique=True)


class Role(enum.Enum):
    admin = 1
    guest = 2


class User(Timestamps, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True, index=True)
    email: Mapped[str] = mapped_column("mail", String(200), unique=True, index=True)
    phone = sa.Column(sa.String, unique=True)
    role: Mapped[Role] = mapped_column(index=True)
    active: Mapped[bool]
    data = Column(JSONB)
    posts: Mapped[list["Post"]] = relationship(back_populates="author", foreign_keys="Post.author_id")

    __table_args__ = (
        Index("ix_users_lower", func.lower("mail")),
        Index("ix_users_data", "data", postgresql_using="gin"),
        Index("ix_users_active", "mail", postgresql_where=text("active")),
    )


class Post(OwnedMixin, Base):
    __tablename__ = "posts"

    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey(User.id), nullable=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    title: Mapped[str]
    day: Mapped[int]
    author = relationship(User, foreign_keys=[author_id])

    __table_args__ = (
        UniqueConstraint("author_id", "title", name="one_title"),
        Index("ix_posts_day", "day", "author_id"),
        Index("ix_posts_parent_day", parent_id, desc("day"), unique=True, postgresql_include=["title"]),
        {"comment": "what they write"},
    )


Index("ix_posts_title", Post.title, Post.day.desc(), postgresql_ops={"title": "varchar_pattern_ops"})

likes = Table(
    "likes",
    Base.metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id"), primary_key=True, index=True),
)


class Region(Named):
    code = Column(String, primary_key=True)
    number = Column(Integer, primary_key=True)


class Line(Base):
    __tablename__ = "lines"

    order: Mapped[int]
    position: Mapped[int]
    region_code = Column(String)
    region_number = Column(Integer)

    __table_args__ = (
        PrimaryKeyConstraint("order", "position"),
        ForeignKeyConstraint(["region_code", "region_number"], ["region.code", "region.number"]),
        Index(None, "region_code", "region_number"),
    )


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (Index("ix_invoices_total", "total"), {"schema": "billing"})

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"), unique=True)
    total = Column(Integer, index=True)


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}


class Manager(Person):
    __tablename__ = "managers"

    id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    budget: Mapped[int] = mapped_column(index=True)
    __mapper_args__ = {"polymorphic_identity": "manager"}
