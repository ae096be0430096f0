import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app, engine_options={"pool_pre_ping": True})


class Boat(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.Integer)
    skipper = db.Column(db.Integer)


@app.post("/people/<int:old>/into/<int:new>")
def merge(old, new):
    table = Boat.__table__
    person_columns = [each for each in table.columns if each.name in ("owner", "skipper")]
    for column in person_columns:
        db.session.execute(table.update().where(column == old).values(**{column.name: new}))
    for one in table.columns:
        db.session.execute(table.update().where(one == -1).values({one.name: None}))
    db.session.commit()
    return {"merged": old}
