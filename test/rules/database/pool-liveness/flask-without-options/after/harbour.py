import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config['SQLALCHEMY_DATABASE_URI'] = os.environ['DATABASE_URL']
database = SQLAlchemy(site, engine_options={'pool_pre_ping': True})   # one for all


@site.get('/alive')
def alive():
    return {'ok':  True}