"""The library as its reader sees it: facets, words to look for, and the resources that answer.

`index` keeps the facts and words of all published resources in each process, `finding` ranks, `facets` narrows, and
`cards` reads what a list shows.
"""
