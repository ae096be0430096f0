from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"

    id = Column(Integer, primary_key=True, unique=True)
    slug = Column(String, unique=True)

    __table_args__ = (UniqueConstraint("slug", name="one_slug"),)
