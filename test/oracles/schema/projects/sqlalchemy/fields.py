from sqlalchemy import Column, ForeignKey as Key, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel


class AuthorBase(SQLModel):
    email: str = Field(unique=True, index=True, max_length=200)
    name: str = Field(index=True)


class Author(AuthorBase, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Book(SQLModel, table=True):
    __tablename__ = "books"
    __table_args__ = (UniqueConstraint("title", "author_id"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(unique=True)
    author_id: int | None = Field(default=None, foreign_key="author.id")
    editor_id: int | None = Field(default=None, foreign_key="author.id", index=True)
    shelf_id: int = Field(sa_column=Column("shelf", Integer, Key("author.id"), unique=True))


class BookTag(SQLModel, table=True):
    book_id: int = Field(foreign_key="books.id", primary_key=True)
    tag: str = Field(primary_key=True)
