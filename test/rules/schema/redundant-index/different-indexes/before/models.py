from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    day = Column(Integer)
    place = Column(String)

    __table_args__ = (
        Index("by_number", "number"),
        Index("by_number_open", "number", "day", postgresql_where=(day > 20)),
        Index("by_place", "place", postgresql_using="hash"),
        Index("by_place_day", "place", "day"),
        Index("by_place_like", "place", "number", postgresql_ops={"place": "text_pattern_ops"}),
        Index("by_day_number", "day", number.desc()),
        Index("by_day_number_place", "day", "number", "place"),
    )
