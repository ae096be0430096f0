import click
from sqlalchemy import text

from db import SessionLocal
from groups import harbour_commands


@harbour_commands.group()
def fleet():
    """What is done to many boats."""


@fleet.command()
@click.option("--count", default=20)
def fill(count):
    session = SessionLocal()
    for _ in range(count):
        session.execute(text("insert into boats default values"))
    session.commit()
