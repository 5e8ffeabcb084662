/// A pattern for names: `*` stands for any characters, a `/` among them, and `?` for one.
struct Glob {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether all of the name is as the pattern says; takes time in proportion to both at most.
  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (position, place) = (0, 0)
    var star: (position: Int, place: Int)?
    while position < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (position, place)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[position] {
        (position, place) = (position + 1, place + 1)
      } else if let last = star {
        // The last star takes one character more.
        star = (last.position + 1, last.place)
        (position, place) = (last.position + 1, last.place + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
