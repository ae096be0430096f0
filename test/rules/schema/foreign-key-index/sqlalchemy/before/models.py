from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(
        Integer,
        ForeignKey("users.id", ondelete="CASCADE"),  # who bought
        nullable=False,
    )
    coupon_id = Column(ForeignKey("coupons.id"), index=True)
    created_by_id = Column(ForeignKey("users.id"))
    state = Column(String(20))

    __table_args__ = (
        Index("ix_orders_state_user", "state", "user_id"),
        # Leaves out orders, so that it finds some of a user's only.
        Index("ix_orders_open", "user_id", postgresql_where=(state == "open")),
    )


class Coupon(Base):
    __tablename__ = "coupons"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)


order_tags = Table(
    "order_tags",
    Base.metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)
