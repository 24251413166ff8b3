"""200 pages with known text, made as news sites make them: no words in links are lost, little around them is let in."""

from bench_modules import bench_module


def test_the_main_text_of_two_hundred_pages() -> None:
    pages = bench_module("pages")
    some = pages.pages(200)
    assert sum(len(page.links) for page in some) > 500
    found = pages.score(pages.ours, some)
    assert found.links == 1.0
    assert found.kept == 1.0
    assert found.around < 0.02
    nothing = pages.score(lambda _: "", some)
    assert nothing.links < 0.01  # a dash alone may be a link
    assert nothing.kept == 0.0
