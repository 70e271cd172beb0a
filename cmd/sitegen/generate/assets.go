package generate

// What pages carry besides text: rules and a script as a theme puts them into every head.
const (
	inlineStyle = `.page { margin: 0.5rem auto; padding: 1rem; line-height: 1.4; color: #795; border-radius: 1px; }
.site-header { margin: 2.5rem auto; padding: 0rem; line-height: 1.5; color: #426; border-radius: 8px; }
.main-nav { margin: 0.5rem auto; padding: 1rem; line-height: 1.7; color: #786; border-radius: 8px; }
.main-nav__list { margin: 2.5rem auto; padding: 3rem; line-height: 1.5; color: #268; border-radius: 3px; }
.main-nav__item { margin: 2.5rem auto; padding: 1rem; line-height: 1.6; color: #63d; border-radius: 0px; }
.breadcrumb { margin: 2.5rem auto; padding: 0rem; line-height: 1.3; color: #0af; border-radius: 4px; }
.content { margin: 0.5rem auto; padding: 2rem; line-height: 1.5; color: #633; border-radius: 6px; }
.article { margin: 1.5rem auto; padding: 3rem; line-height: 1.3; color: #5d9; border-radius: 1px; }
.article__title { margin: 0.5rem auto; padding: 1rem; line-height: 1.5; color: #378; border-radius: 4px; }
.byline { margin: 2.5rem auto; padding: 3rem; line-height: 1.7; color: #4d1; border-radius: 6px; }
.dates { margin: 2.5rem auto; padding: 3rem; line-height: 1.6; color: #59d; border-radius: 8px; }
.toc { margin: 2.5rem auto; padding: 3rem; line-height: 1.6; color: #3b7; border-radius: 5px; }
.toc__list { margin: 2.5rem auto; padding: 0rem; line-height: 1.4; color: #29c; border-radius: 5px; }
.toc__item { margin: 2.5rem auto; padding: 0rem; line-height: 1.7; color: #360; border-radius: 4px; }
.lead { margin: 1.5rem auto; padding: 0rem; line-height: 1.2; color: #7b6; border-radius: 7px; }
.text { margin: 0.5rem auto; padding: 2rem; line-height: 1.2; color: #691; border-radius: 2px; }
.figure { margin: 0.5rem auto; padding: 2rem; line-height: 1.5; color: #6a4; border-radius: 1px; }
.figure__image { margin: 0.5rem auto; padding: 0rem; line-height: 1.5; color: #54b; border-radius: 8px; }
.figure__caption { margin: 1.5rem auto; padding: 1rem; line-height: 1.2; color: #4f4; border-radius: 0px; }
.references { margin: 0.5rem auto; padding: 0rem; line-height: 1.6; color: #080; border-radius: 3px; }
.references__list { margin: 1.5rem auto; padding: 2rem; line-height: 1.6; color: #436; border-radius: 2px; }
.references__item { margin: 2.5rem auto; padding: 0rem; line-height: 1.4; color: #505; border-radius: 5px; }
.more { margin: 0.5rem auto; padding: 3rem; line-height: 1.5; color: #75d; border-radius: 8px; }
.more__list { margin: 1.5rem auto; padding: 0rem; line-height: 1.6; color: #81c; border-radius: 4px; }
.more__list__item { margin: 1.5rem auto; padding: 1rem; line-height: 1.4; color: #6ff; border-radius: 4px; }
.medical-disclaimer { margin: 2.5rem auto; padding: 2rem; line-height: 1.6; color: #56c; border-radius: 0px; }
.author-box { margin: 1.5rem auto; padding: 2rem; line-height: 1.2; color: #606; border-radius: 2px; }
.author-box__text { margin: 0.5rem auto; padding: 2rem; line-height: 1.5; color: #5a5; border-radius: 5px; }
.related { margin: 2.5rem auto; padding: 2rem; line-height: 1.7; color: #7d5; border-radius: 0px; }
.related__card { margin: 2.5rem auto; padding: 0rem; line-height: 1.7; color: #057; border-radius: 5px; }
.related__picture { margin: 1.5rem auto; padding: 3rem; line-height: 1.4; color: #51e; border-radius: 2px; }
.related__body { margin: 1.5rem auto; padding: 1rem; line-height: 1.4; color: #5e8; border-radius: 4px; }
.related__title { margin: 1.5rem auto; padding: 3rem; line-height: 1.2; color: #06e; border-radius: 2px; }
.related__text { margin: 1.5rem auto; padding: 1rem; line-height: 1.7; color: #44f; border-radius: 3px; }
.site-footer { margin: 1.5rem auto; padding: 1rem; line-height: 1.7; color: #6f6; border-radius: 1px; }
.site-footer__legal { margin: 0.5rem auto; padding: 2rem; line-height: 1.4; color: #397; border-radius: 7px; }
.site-footer__popular { margin: 0.5rem auto; padding: 0rem; line-height: 1.4; color: #37d; border-radius: 7px; }
.site-footer__note { margin: 1.5rem auto; padding: 1rem; line-height: 1.2; color: #08a; border-radius: 8px; }
`

	inlineScript = `document.addEventListener("DOMContentLoaded", function () {
  var list = document.querySelectorAll(".toc__item a");
  var sections = document.querySelectorAll(".article__section");
  function mark() {
    var current = 0;
    for (var i = 0; i < sections.length; i++) {
      if (sections[i].getBoundingClientRect().top < 120) current = i;
    }
    for (var k = 0; k < list.length; k++) list[k].classList.toggle("is-current", k === current);
  }
  window.addEventListener("scroll", mark, { passive: true });
  mark();
});
`
)

const style = "body { font-family: serif; max-width: 40rem; margin: 0 auto; }\n.related { display: grid; }\n"

const notFound = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Not found</title>\n</head>\n" +
	"<body>\n<h1>Not found</h1>\n<p><a href=\"/\">Home</a></p>\n</body>\n</html>\n"
