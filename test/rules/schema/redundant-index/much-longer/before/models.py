from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, index=True)
    a = Column(String)
    b = Column(String)
    c = Column(String)

    __table_args__ = (UniqueConstraint("user_id", "a", "b", "c"),)
