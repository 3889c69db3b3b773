"""A mail inside a signature of its own: S/MIME "opaque" signed (RFC 8551 section 3.5.2), as mail gateways send it.

The signature is not judged: whom a mail is from is told by the receiving server's Authentication-Results alone.
"""

from __future__ import annotations

from asn1crypto import cms

MAX_SIGNED = 8 * 1024 * 1024


def signed_content(content: bytes) -> bytes | None:
    """The MIME entity that a CMS SignedData object (RFC 5652 section 5) holds, or None: encrypted, detached, damaged."""
    if len(content) > MAX_SIGNED:
        return None
    try:
        info = cms.ContentInfo.load(content)  # type: ignore[no-untyped-call]
        if info["content_type"].native != "signed_data":
            return None
        inner = info["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None
    return inner if isinstance(inner, bytes) and inner else None
