"""Pure rules about people: how names are matched, and what an identity must and may say."""
