"""Installs Django's administration with the site class of this platform; named in INSTALLED_APPS instead of `django.contrib.admin`."""

from django.contrib.admin.apps import AdminConfig


class MasterDataConfig(AdminConfig):
    """主数据管理: master data only, administrators only, every change in the trail."""

    default_site = "tongming.core.trail.master_data.MasterDataSite"
