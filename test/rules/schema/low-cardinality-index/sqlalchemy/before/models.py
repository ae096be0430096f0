from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    paid = Column(Boolean, index=True)
    open: Mapped[bool] = mapped_column(index=True)
    sent: Mapped[bool | None]
    state: Mapped[str] = mapped_column(index=True)

    __table_args__ = (Index("by_sent", "sent"),)
