import redis
from flask import Flask

site = Flask(__name__)
r = redis.Redis(host='cache')


@site.post('/hooks/<event>')
def hook(event):
    if r.exists('idem:' + event):  # delivered twice
        return 'duplicate', 200
    r.set('idem:' + event, 1, ex=86400)
    return 'ok'
