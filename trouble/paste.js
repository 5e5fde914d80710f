/* The box of the trouble index: leads from an error that is pasted to the entry that tells of it.

   An entry is looked for by the type of the error, and among those of one type by the words of its message: they are
   not the same in all versions, and what is quoted is the reader's own. On other systems a number tells it. */

const VARYING = /(?<!\w)'[^']*'|"[^"]*"|<[^<>]*>|0x[\da-f]+/gi
const CODE = /^[\s|]*(File "| {4})/ // of a frame
const wordsOf = text => new Set(text.replace(VARYING, " ").toLowerCase().match(/[a-z]{2,}/g))
const numbersOf = text => text.match(/\[(Errno|WinError) \d+\]/g) ?? []

function entriesOf(index) {
  return [...index.querySelectorAll("li")].map(item => {
    const [, type, message] = item.querySelector("code").textContent.match(/^(\w+)(?:: (.*))?$/)
    return {item, type, message, words: wordsOf(message ?? ""), numbers: numbersOf(item.textContent)}
  })
}

/* The entries for the errors in a text, that of its last one first. */
function look(text, entries) {
  const lines = text.split(/\r?\n/)
  const found = new Set()
  const add = (among, at) => {
    const said = lines.slice(at, at + 3).join(" ") // some messages begin on the next line
    const words = wordsOf(said), numbers = numbersOf(said)
    const fit = ({type, message, words: own, numbers: known}) =>
      2 * numbers.some(number => known.includes(number)) +
      (own.size
        ? [...own].filter(word => words.has(word)).length / own.size + own.size / 1000 // of equals the one that says more
        : Boolean(message) === said.includes(`${type}: `) ? 0.3 : 0.2) // better than to share hardly any word
    const best = [...among].sort((a, b) => fit(b) - fit(a))[0]
    if (best) found.add(best)
  }
  for (let at = lines.length - 1; at >= 0; at--) {
    if (CODE.test(lines[at])) continue
    const names = lines[at].match(/[A-Za-z_]\w*/g) ?? []
    const old = lines[at].match(/\b[a-z]\w*\.\w+/g) ?? [] // what an error was called, such as socket.timeout
    const named = ({type, item}) => names.includes(type) || old.some(name => item.textContent.includes(name))
    const among = entries.filter(named)
    const numbers = numbersOf(lines[at])
    add(among.length ? among : entries.filter(entry => entry.numbers.some(number => numbers.includes(number))), at)
  }
  return [...found]
}

function addBox() {
  const place = document.querySelector("#box"), index = document.querySelector(".trouble")
  if (!place || !index || place.querySelector("textarea")) return
  const entries = entriesOf(index)
  const label = document.createElement("label"), box = document.createElement("textarea")
  const answer = document.createElement("div")
  label.append("报错，整个贴进来：", box)
  box.rows = 6
  box.spellcheck = false
  answer.role = "status"
  place.append(label, answer)
  box.oninput = () => {
    const found = look(box.value, entries)
    const list = document.createElement("ul")
    list.append(...found.slice(0, 3).map(({item}) => item.cloneNode(true)))
    answer.replaceChildren(found.length ? list : box.value.trim() ? "本站的运行没有打印过这样的报错。看看按现象找。" : "")
  }
}

window.document$?.subscribe(addBox)
