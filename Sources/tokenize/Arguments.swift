/// What stands on the command line after the command's name.
///
/// A command asks for each option it knows and then for what is left; an option that nobody asked
/// for is a usage error.
struct Arguments {
  private var rest: [String]
  private var afterDashes: [String] = []

  init(_ arguments: [String]) {
    let parts = arguments.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
    rest = Array(parts[0])
    if parts.count > 1 { afterDashes = Array(parts[1]) }
  }

  /// Whether `--name` is given.
  mutating func flag(_ name: String) -> Bool {
    guard let index = rest.firstIndex(of: name) else { return false }
    rest.remove(at: index)
    return true
  }

  /// The value of `--name VALUE` or `--name=VALUE`.
  mutating func value(_ name: String) throws(UsageError) -> String? {
    if let index = rest.firstIndex(where: { $0.hasPrefix(name + "=") }) {
      return String(rest.remove(at: index).dropFirst(name.count + 1))
    }
    guard let index = rest.firstIndex(of: name) else { return nil }
    guard index + 1 < rest.count else { throw UsageError("\(name) needs a value") }
    rest.remove(at: index)
    return rest.remove(at: index)
  }

  /// The values of the options `names`, each of which may be given any number of times, in order.
  mutating func values(of names: [String]) throws(UsageError) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    while let index = rest.firstIndex(where: { argument in
      names.contains { argument == $0 || argument.hasPrefix($0 + "=") }
    }) {
      let name = String(rest[index].prefix { $0 != "=" })
      guard let value = try value(name) else { break }
      values.append((name, value))
    }
    return values
  }

  /// The value of `--name`, as a whole number that is not negative.
  mutating func number(_ name: String) throws(UsageError) -> Int? {
    guard let text = try value(name) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw UsageError("\(name) takes a whole number, not \"\(text)\"")
    }
    return number
  }

  /// The value of `--name`, one of `choices`.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of choices: Choice.Type
  ) throws(UsageError) -> Choice? {
    guard let text = try value(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("\(name) takes one of \(known), not \"\(text)\"")
    }
    return choice
  }

  /// What is left: the arguments that belong to no option.
  func positional() throws(UsageError) -> [String] {
    if let unknown = rest.first(where: { $0.hasPrefix("-") && $0.count > 1 && Int($0) == nil }) {
      throw UsageError("unknown option \(unknown) (text that begins with - goes after --)")
    }
    return rest + afterDashes
  }

  /// Checks that nothing is left.
  func expectNothing() throws(UsageError) {
    guard let extra = try positional().first else { return }
    throw UsageError("\(extra) is one argument too many")
  }
}

/// A command line that does not say what to do; the message says what would.
struct UsageError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
