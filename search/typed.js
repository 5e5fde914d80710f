/* Material's search box answers when a key comes up. A candidate tapped on a phone, a paste and dictation
   press none, but all of them change what stands in the box: to Material that is a key from now on. */

addEventListener("input", ({target}) => {
  if (target.matches(".md-search__input")) target.dispatchEvent(new Event("keyup"))
})
