"""Policies, claims, payouts and the participants of the settlement."""
