from django.http import JsonResponse

from shop.models import Member, Order


def has_permission(user, name):
    return Member.objects.using("replica").filter(user=user, permissions__name=name).exists()


def refund(request, order):
    if not has_permission(request.user, "refund"):
        return JsonResponse({}, status=403)
    Order.objects.filter(id=order).update(refunded=True)
    return JsonResponse({})


def orders(request):
    return JsonResponse({"orders": list(Order.objects.using("replica").values("id"))})
