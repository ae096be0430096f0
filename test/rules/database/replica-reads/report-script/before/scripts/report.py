from sqlalchemy import text

from db import ReadSession


def charge_report():
    with ReadSession() as session:
        print(session.scalar(text("select sum(amount) from charges")))


if __name__ == "__main__":
    charge_report()
