from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True, index=True)  # the key
    email = Column(
        String(200),
        unique=True,
        index=True,
    )
    team_id = Column(ForeignKey("teams.id"), index=True)

    __table_args__ = (UniqueConstraint("team_id"),)
