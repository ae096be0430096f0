import os

import requests
from celery import Celery

celery = Celery("wallet", broker=os.environ["REDIS_URL"])


@celery.task
def process_withdrawal_async(wallet_id, amount, address):
    """Process withdrawal in background"""
    # Blockchain interaction happens here
    requests.post("https://chain.example.com/send", json={"to": address, "amount": amount})
    # Email notifications
    requests.post("https://mail.example.com/send", json={"wallet": wallet_id, "template": "withdrawal"})
