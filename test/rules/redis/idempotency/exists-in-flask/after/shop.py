import redis
from flask import Flask

site = Flask(__name__)
r = redis.Redis(host='cache')


@site.post('/hooks/<event>')
def hook(event):
    if not r.set('idem:' + event, 1, ex=86400, nx=True):  # delivered twice
        return 'duplicate', 200
    return 'ok'
