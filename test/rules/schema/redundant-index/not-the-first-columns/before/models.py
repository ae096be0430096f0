from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, index=True)
    day = Column(Integer)

    __table_args__ = (Index("by_day", "day", "user_id"), Index("by_id", "id", postgresql_include=["user_id"], unique=True))
