"""Checking an attestation, and the register's public anchors."""

from django.urls import path

from signatories.signatures.views import attestation, verify

app_name = "signatures"
urlpatterns = [
    path("", verify.verify_form, name="verify_form"),
    path("ancres.jsonl", verify.anchors, name="anchors"),
    path("<str:code>/", verify.verify, name="verify"),
    path("<str:code>/attestation.pdf", attestation.attestation, name="attestation"),
]
