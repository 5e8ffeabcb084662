/// A writing system of Unicode 9.0.
struct Script: Hashable, Sendable {
  /// Its place in the table of scripts, from 1; 0 for a scalar that belongs to none.
  let number: UInt16

  /// The script of scalars that have none: unassigned in 9.0, and private use.
  static let any = Script(number: 0)
  /// Unicode's name of the script, for example `Han` or `Old_Turkic`; `Any` for none.
  var name: String {
    number == 0 ? "Any" : Scripts.shared.names[Int(number) - 1]
  }
}

/// Which scalar belongs to which script, by Unicode 9.0 as in Hugging Face's table.
///
/// The rules of the UnicodeScripts pre-tokenizer (kana count as Han, a space as none) are not
/// applied here.
struct Scripts: Sendable {
  fileprivate private(set) var names: [String] = []
  private var numbers = ScalarMap()

  fileprivate static let shared = Scripts(ScriptTables.scripts)

  /// The script of `scalar`.
  static func script(of scalar: UInt32) -> Script {
    Script(number: shared.numbers[scalar])
  }

  /// The script called `name`.
  static func named(_ name: String) -> Script? {
    guard let index = shared.names.firstIndex(of: name) else { return nil }
    return Script(number: UInt16(truncatingIfNeeded: index + 1))
  }

  /// Reads `:Han 2E80-2E99 2E9B-2EF3`.
  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while !reader.isAtEnd {
      if reader.skip(":") {
        names.append(reader.word())
      } else if let first = reader.hexadecimal() {
        let last = reader.skip("-") ? reader.hexadecimal() ?? first : first
        numbers.set(
          first...Swift.max(first, last), to: UInt16(truncatingIfNeeded: names.count))
      } else {
        return
      }
      reader.skipSpaces()
    }
  }
}
