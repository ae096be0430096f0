from db import SessionLocal

session = SessionLocal()


def main():
    session.commit()


main()
