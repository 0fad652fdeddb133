"""Sign-in, sign-out and change of password. Accounts are opened by an administrator; nobody registers here."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from tongming.core.organizations.queries import site_for
from tongming.faces.desk.base import DeskView, navigation


class SignInForm(AuthenticationForm):
    """登录: account and password."""

    error_messages = {  # noqa: RUF012  (Django declares it so)
        "invalid_login": "账号或密码不对，请核对后再试；连续输错会暂时锁定账号。",
        "inactive": "账号或密码不对，请核对后再试；连续输错会暂时锁定账号。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields as the desk does."""
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        self.fields["password"].label = "密码"
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class SignIn(LoginView):
    """登录. Wrong passwords are counted by django-axes, which answers with `desk/locked.html` after some of them."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the name of the site."""
        return {**super().get_context_data(**kwargs), "site": site_for(self.request.get_host())}


class SignOut(DeskView):
    """退出登录, by POST only."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """End the session."""
        logout(request)
        return redirect("desk:sign_in")


class ChangePassword(DeskView, PasswordChangeView):
    """修改密码: the old one is asked for, the new one is judged."""

    template_name = "desk/password.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("desk:inbox")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frame of the desk."""
        frame = {"desk_navigation": navigation(self.viewer, ""), "viewer": self.viewer}
        return {**super().get_context_data(**kwargs), **frame, "site": site_for(self.request.get_host())}

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Store the new password; other sessions of the account end."""
        messages.success(self.request, "密码已修改，其他设备上的登录已失效。")
        return super().form_valid(form)
