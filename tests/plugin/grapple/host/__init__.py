"""A site of somebody else's, which has served wagtail-grapple before ours came."""
