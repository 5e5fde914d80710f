/* The box of the trouble index: leads from an error that is pasted to the entry that tells of it.

   An entry is looked for by the type of the error, and among those of one type by the words of its message: they are
   not the same in all versions, and what is quoted is the reader's own. Rare words say more than frequent ones. On
   other systems a number tells it. What fits badly is not shown: no answer is better than a wrong one. */

const QUOTED = /(?<!\w)'[^']*'|"[^"]*"/g
const VARYING = /(?<!\w)'[^']*'|"[^"]*"|<[^<>]*>|\[\w+ \d+\]|[\w.]+\(\)|0x[\da-f]+/gi
const NUMBERS = /(?<![\w\-\u2026])(?<!Errno )(?<!WinError )\d+(?:\.\d+)*\b/g
const CODE = /^[\s|]*(File "| {4})/ // of a frame
const ENOUGH = 0.5 // of the words' weight must be common to both
const wordsOf = text => new Set((text.replace(VARYING, " ").toLowerCase().match(/[a-z]{2,}/g) ?? []).map(word => word.replace(/s$/, "")))
const numbersOf = text => text.match(/\[(Errno|WinError) \d+\]/g) ?? []
const some = (numbers, others) => numbers.some(number => others.includes(number))

function entriesOf(index) {
  const entries = [...index.querySelectorAll("li")].map(item => {
    const [, type, message = ""] = item.querySelector("code").textContent.match(/^(\w+)(?:: (.*))?$/)
    return {item, type, message, words: wordsOf(message), own: numbersOf(message), numbers: numbersOf(item.textContent)}
  })
  const only = ({type}) => entries.filter(entry => entry.type === type).length === 1
  return entries.map(entry => ({...entry, only: only(entry)}))
}

/* How well an entry fits what is said of an error, from 0 to 1 and more. */
function fit(entry, said, rarity) {
  const numbers = numbersOf(said), quoted = said.replace(QUOTED, "'…'")
  const exact = [quoted, quoted.replace(NUMBERS, "…")].includes(entry.message)
  if (exact || some(numbers, entry.numbers)) return 2 + exact
  if (numbers.length && entry.own.length) return 0 // another number is another error
  if (!entry.message) return entry.only || !said ? ENOUGH : 0 // a type of which no message is known
  if (entry.message === "…") return /[^\x00-\x7f]/.test(said) ? ENOUGH : 0 // a program's own words, as are the reader's
  if (!entry.words.size) return ENOUGH // all of it varies
  const words = wordsOf(said), sum = all => [...all].reduce((total, word) => total + rarity(word), 0)
  return sum([...entry.words].filter(word => words.has(word))) / sum(new Set([...entry.words, ...words]))
}

/* The entries for the errors in a text, that of its last one first. */
function look(text, entries) {
  const lines = text.split(/\r?\n/)
  const found = new Set()
  const rarity = word => 1 / (entries.filter(entry => entry.words.has(word)).length || 0.5)
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at]
    if (CODE.test(line)) continue
    const names = line.match(/[A-Za-z_]\w*/g) ?? []
    const old = line.match(/^[\s|]*([a-z]\w*(?:\.\w+)+)(?=:|\s*$)/)?.[1] // what an error was called: socket.timeout
    const named = ({type, item}) => names.includes(type) || (old && item.textContent.includes(old))
    const told = ({message}) => / /.test(message) && !message.includes("…") && line.includes(message.replace(VARYING, "").trim())
    const numbered = entry => some(numbersOf(line), entry.numbers)
    for (const kind of [named, numbered, told]) {
      const among = entries.filter(kind)
      if (!among.length) continue
      const name = new RegExp(`\\b(?:${old ?? among[0].type})\\b:?(.*)`)
      const after = line.match(name)?.[1] ?? line.match(/\[(?:Errno|WinError) \d+\].*/)?.[0] ?? line
      const begins = /:\s*$/.test(line) && lines.slice(at + 1).find(other => other.trim()) // some begin on the next line
      const said = after.replace(/^\((\d+), ['"](.*?)['"]\).*/, "[Errno $1] $2").replace(/^\(['"](.*?)['"]\).*/, "$1").trim() || begins || ""
      const fits = among.map(entry => [kind === told ? 1 : fit(entry, said, rarity), entry])
      const [best, entry] = fits.sort(([a], [b]) => b - a)[0]
      if (best >= ENOUGH) found.add(entry)
      break
    }
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
    answer.replaceChildren(found.length ? list : box.value.trim() ? "本站的运行里没有找到这一条。看看下面的按现象找。" : "")
  }
}

window.document$?.subscribe(addBox)
