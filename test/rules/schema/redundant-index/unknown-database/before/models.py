from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"), index=True)
    day = Column(Integer)
    shop = Column(Integer)

    __table_args__ = (
        Index("ix_orders_user_day", user_id, day.desc()),
        Index("by_shop", "shop"),
        UniqueConstraint("shop", "day", name="one_a_day"),
    )
