from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    paid = Column(Boolean)
    day = Column(Integer)

    __table_args__ = (Index("unpaid", "paid", postgresql_where=(paid == False)), Index("paid_day", "paid", "day"), Index("day_open", "day", postgresql_where=(paid == False)))
