/* The search of this site, in place of Material's own: see hook.py.

   The site is small enough to look through all of it for what was typed, as it was typed. So any part
   of a word is found (锁 in 互斥锁, reuse in SO_REUSEADDR), and nobody has to know where a Chinese word
   ends. The messages are Material's: 0, its index, is answered by 1, ready; 2, a query, by 3, its results. */

const ALSO = {} // for what else a page is looked for: its address -> [phrase, ...]
let phrases = new Map() // the same, as a query is: without fillers
let pages = [] // [[article, section, section, ...], ...]

addEventListener("message", ({data: {type, data}}) => {
  if (type === 0) {
    pages = byPage(data.docs)
    phrases = new Map(Object.entries(ALSO).map(([url, all]) => [url, all.map(phrase => bare(normal(phrase)))]))
    postMessage({type: 1})
  } else if (type === 2) {
    postMessage({type: 3, data: {items: search(normal(data))}})
  }
})

function byPage(docs) {
  const found = new Map()
  for (const {location, title, text, boost = 1} of docs) {
    const url = location.split("#")[0]
    const doc = {location, boost, title: plain(title), text: plain(text)}
    found.set(url, [...(found.get(url) ?? []), {...doc, lowTitle: normal(doc.title), lowText: doc.text.toLowerCase()}])
  }
  return [...found.values()]
}

/* The pages that have something of the query: those with all its words first, the best first. */
function search(query) {
  if (!query) return []
  const words = [...new Set(query.split(" ").flatMap(known))]
  const weights = new Map([...words, query].map(word => [word, rarity(word)]))
  return pages
    .map(page => ranked(page, query, words, weights))
    .filter(page => page.score > 0 || page.named)
    .sort((a, b) => (b.named === a.named ? 0 : b.named - a.named) || a.missing - b.missing || b.score - a.score)
    .map(page => page.items)
}

/* A word that stands nowhere -> its longest parts, from the left, that stand somewhere, and what is between them. */
function known(word) {
  const docs = pages.flat()
  const stands = (start, end) => docs.some(doc => has(doc, word.slice(start, end)))
  const next = end => { do end++; while (withinLatin(word, end)); return end }
  const parts = []
  let nowhere = false
  for (let start = 0, end; start < word.length; start = end) {
    end = next(start)
    const found = stands(start, end)
    while (found && end < word.length && stands(start, next(end))) end = next(end) // what stands, all its beginnings do
    parts.push((!found && nowhere ? parts.pop() : "") + word.slice(start, end))
    nowhere = !found
  }
  return parts.length > 1 ? parts.filter(part => /[\p{L}\p{N}]/u.test(part)) : parts
}

const has = (doc, word) => doc.lowTitle.includes(word) || doc.lowText.includes(word)
const withinLatin = (text, at) => /^[a-z0-9]{2}$/.test(text.slice(at - 1, at + 1))

/* What few sections have says more about what is looked for than what many have. */
function rarity(word) {
  const docs = pages.flat()
  return Math.log(1 + docs.length / (1 + docs.filter(doc => has(doc, word)).length))
}

/* How much of the query is a name of the page: all of it a heading, or a part of it a phrase of ALSO, but for fillers. */
const FILLERS = /如何|怎么办?|怎样|为什么|为何|什么是|是什么|请问|一[个下]|[的了吗呢和与？?]|(?<=[^a-z0-9]) | (?=[^a-z0-9])/g
const bare = text => text.replace(FILLERS, "")

function named(page, query) {
  const asked = bare(query), also = phrases.get(page[0].location.split("#")[0]) ?? []
  if (page.some(doc => doc.lowTitle === query) || also.includes(asked)) return Infinity
  const apart = at => !/[a-z0-9_.][a-z0-9_.]/.test(asked.slice(at - 1, at + 1)) // not a part of a dotted name
  const says = phrase => places(asked, phrase).some(at => apart(at) && apart(at + phrase.length))
  const within = also.filter(phrase => phrase.length > 2 ? says(phrase) : query.split(" ").map(bare).includes(phrase))
  return Math.max(0, ...within.map(phrase => phrase.length))
}

/* How well a page fits: by its best section, by the best place of each word, and a little by all the rest. */
function ranked(page, query, words, weights) {
  const best = new Map()
  const [article, ...sections] = page.map((doc, i) => {
    let score = 0
    for (const [word, weight] of weights) {
      const fit = weight * doc.boost * (inTitle(doc.lowTitle, word) * (i ? 1 : 1.5) + inText(doc.lowText, word))
      best.set(word, Math.max(best.get(word) ?? 0, fit))
      score += fit
    }
    return {doc, score}
  })
  const scores = [article, ...sections].map(item => item.score)
  const missing = words.filter(word => !best.get(word))
  const shown = sections.filter(item => item.score > 0).sort((a, b) => b.score - a.score)
  return {
    named: named(page, query),
    missing: missing.length,
    score: Math.max(...scores) + sum(best.values()) + sum(scores) / 10,
    items: [article, ...shown].map(({doc, score}) => result(doc, score, words, missing)),
  }
}

/* The more of the title it is, the better. */
function inTitle(title, word) {
  return Math.max(0, ...places(title, word).map(at => whole(title, at, word))) * (10 + (10 * word.length) / title.length)
}

/* The more often, the better, but ten times is not ten times as good. */
function inText(text, word) {
  const wholes = places(text, word).map(at => whole(text, at, word))
  const best = Math.max(0, ...wholes)
  return 4 * best * Math.log2(1 + wholes.filter(each => each === best).length)
}

/* A whole word, a part between underscores, the beginning of a word, or its inside? In Chinese all are whole. */
function whole(text, at, word) {
  const end = at + word.length
  if (withinLatin(text, at)) return 0.1
  if (withinLatin(text, end)) return 0.3
  return /\w_|_\w/.test(text.slice(at - 1, at + 1) + " " + text.slice(end - 1, end + 1)) ? 0.5 : 1
}

function places(text, word) {
  const found = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at)
  return found
}

/* What Material shows: the title and a piece of the text, with marks; the words that a page lacks are named. */
function result({location, title, text, lowText}, score, words, missing) {
  const found = words.map(word => lowText.indexOf(word)).filter(at => at >= 0)
  const start = found.length ? Math.max(0, Math.min(...found) - 30) : 0
  const piece = (start ? "…" : "") + text.slice(start, start + 160) + (start + 160 < text.length ? "…" : "")
  const terms = Object.fromEntries(words.map(word => [word, !missing.includes(word)]))
  return {location, title: marked(title, words), text: piece && `<p>${marked(piece, words)}</p>`, score, terms}
}

function marked(text, words) {
  const escaped = words.map(word => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
  const any = new RegExp(`(${escaped.sort((a, b) => b.length - a.length).join("|")})`, "i")
  return text.split(any).map((part, i) => (i % 2 ? `<mark>${html(part)}</mark>` : html(part))).join("")
}

const sum = numbers => [...numbers].reduce((a, b) => a + b, 0)
const normal = text => text.toLowerCase().replace(/\s+/g, " ").trim()
const plain = html => html.replace(/\u200b/g, "").replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
const html = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
