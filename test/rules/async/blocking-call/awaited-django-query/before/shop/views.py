from asgiref.sync import sync_to_async
from django.http import JsonResponse

from shop.models import Order


async def orders(request):
    count = await sync_to_async(lambda: Order.objects.count())()
    return JsonResponse({"orders": count})


async def latest(request):
    order = await Order.objects.order_by("-id").afirst()
    return JsonResponse({"total": order.total})
