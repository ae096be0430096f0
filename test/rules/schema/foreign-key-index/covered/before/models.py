from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class TenantMixin:
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"), index=True)


class Invoice(TenantMixin, Base):
    __tablename__ = "invoices"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), unique=True)
    line: Mapped[int]
    region: Mapped[int]

    __table_args__ = (
        UniqueConstraint("customer_id", "id"),
        Index("ix_invoices_parent", "parent_id", postgresql_where=(parent_id.isnot(None))),
        ForeignKeyConstraint(["region", "line"], ["lines.region", "lines.number"]),
        Index("ix_invoices_line", text("line DESC"), "region", "id"),
        {"schema": "billing"},
    )


class Membership(Base):
    __tablename__ = "memberships"
    __table_args__ = (PrimaryKeyConstraint("user_id", "team_id"), Index(None, "team_id"))

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
