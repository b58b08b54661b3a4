"""How every form of the site is drawn: our own field template, an error summary on top."""

from django.forms.renderers import TemplatesSetting


class CharterFormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
