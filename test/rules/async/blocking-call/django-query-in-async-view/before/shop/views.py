from django.http import JsonResponse

from shop.models import Order


async def orders(request):
    return JsonResponse({"orders": Order.objects.filter(total__gt=0).count()})


async def latest(request):
    order = await Order.objects.order_by("-id").afirst()
    return JsonResponse({"total": order.total})
