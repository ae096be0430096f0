from celery import Celery

from app.config import settings

celery = Celery("shop", broker=settings.redis_url)


@celery.task
def send_receipt(order_id: int) -> None:
    print("receipt", order_id)
