package io.sluice.broker.access;

import io.sluice.broker.person.Person;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Department;
import io.sluice.catalogue.Redaction;
import io.sluice.catalogue.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of the access catalogue: names, owners, reasons, and the views of a department. It allows nothing; grants do. */
public final class CatalogueWords {
    private final Catalogue catalogue;

    public CatalogueWords(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The roles that people federate into, by the group that names them. */
    public Map<String, String> rolesByGroup() {
        return catalogue.people().departments().stream()
                .collect(Collectors.toMap(
                        Department::group,
                        department -> "arn:aws:iam::" + catalogue.account() + ":role/"
                                + department.role().name()));
    }

    /** The person's departments, by their groups. */
    public List<String> departments(Person person) {
        return departmentsOf(person).stream().map(Department::name).toList();
    }

    /** What is to be said of a grant. */
    public Words of(Grant grant, Person person) {
        Scope scope = grant.scope();
        Optional<DataSet> named = catalogue.dataSets().stream()
                .filter(set -> set.bucket().equals(scope.bucket()))
                .filter(set -> scope.start().startsWith(set.prefix()) || isAlmost(set, scope))
                .findFirst();
        return new Words(
                named.map(DataSet::name).orElse(scope.start().isEmpty() ? scope.bucket() : scope.start()),
                named.map(DataSet::owner).orElse(""),
                named.map(CatalogueWords::classification).orElse(""),
                why(grant, person));
    }

    /** {@code users*} is meant for {@code users/}, though it covers more. */
    private static boolean isAlmost(DataSet set, Scope scope) {
        return scope.prefix() && set.prefix().equals(scope.start() + "/");
    }

    private String why(Grant grant, Person person) {
        return departmentsOf(person).stream()
                .filter(department ->
                        grant.caller().endsWith(":role/" + department.role().name())
                                || department.grants().stream()
                                        .anyMatch(one -> grant.scope().text().endsWith("/" + one.subPrefix())))
                .findFirst()
                .map(department -> "Department " + department.name() + ", group " + department.group())
                .orElse("Granted to you or to one of your groups");
    }

    /** The views that this person's departments read. */
    public List<Entry.Redacted> views(Person person) {
        return departmentsOf(person).stream()
                .flatMap(department -> department.views().stream().flatMap(name -> view(name, department).stream()))
                .distinct()
                .toList();
    }

    private Optional<Entry.Redacted> view(String name, Department department) {
        return catalogue.views().stream()
                .filter(view -> view.name().equals(name) && view.http().isPresent())
                .findFirst()
                .flatMap(view -> dataSet(view).map(set -> redacted(view, set, department)));
    }

    private Optional<DataSet> dataSet(View view) {
        return catalogue.dataSets().stream()
                .filter(set -> set.name().equals(view.dataSet()))
                .findFirst();
    }

    private static Entry.Redacted redacted(View view, DataSet set, Department department) {
        return new Entry.Redacted(
                view.name(),
                new Scope(set.bucket(), set.prefix(), true),
                view.rules().stream().map(CatalogueWords::inWords).toList(),
                new Words(
                        set.name(),
                        set.owner(),
                        classification(set),
                        "Department " + department.name() + ", group " + department.group() + ", view " + view.name()));
    }

    private static String inWords(Redaction rule) {
        String field = rule.path().replaceFirst("^\\$\\.+", "").replace("[*]", "");
        return switch (rule) {
            case Redaction.Omit omit -> field + " removed";
            case Redaction.Mask mask ->
                mask.keep() == 0
                        ? field + " hidden"
                        : field + " hidden but for its last " + mask.keep() + " characters";
            case Redaction.Hash hash -> field + " replaced by a code";
            case Redaction.Round round -> field + " rounded to " + round.to();
            case Redaction.Generalise generalise -> field + " cut to the " + generalise.to();
        };
    }

    private static String classification(DataSet set) {
        return set.classification().name().toLowerCase(Locale.ROOT);
    }

    private List<Department> departmentsOf(Person person) {
        return catalogue.people().departments().stream()
                .filter(department -> person.groups().contains(department.group()))
                .toList();
    }
}
