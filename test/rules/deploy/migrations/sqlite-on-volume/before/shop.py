from flask import Flask
from sqlalchemy import create_engine

ledger = create_engine("sqlite:////data/ledger.db")   # on the volume
shop = Flask(__name__)
