import type { ReactNode } from 'react'
import { TwoColumns } from '#components/page/columns.tsx'
import { Section } from '#components/page/section.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { checks } from '#lib/checks/index.ts'
import { type Severity, severities } from '#lib/checks/result.ts'
import { criticalCap, gradeFloors, minimumCoverage, weights } from '#lib/score/score.ts'

/** The formula of the score in words, with the constants that the code uses. */
export function ScoreFormula() {
  return (
    <div className="mt-4">
      <TwoColumns>
        <div>
          <Section id="formula" title="Formula" first>
            <ol className="grid max-w-prose list-decimal gap-2 pl-5">
              {rules.map((rule) => (
                <li key={rule.id}>{rule.text}</li>
              ))}
            </ol>
          </Section>
        </div>
        <div>
          <Section id="weights" title="Weights" note="by the severity a check has by default" first>
            <DataTable
              caption={`Weight of each severity, ${severities.length} rows`}
              density="dense"
              fold={false}
              rows={[...severities]}
              rowKey={(severity) => severity}
              columns={[
                {
                  id: 'severity',
                  header: 'Severity',
                  rowHeader: true,
                  cell: (severity) => <SeverityTag severity={severity} />,
                },
                { id: 'weight', header: 'Weight', numeric: true, cell: (severity) => weights[severity] },
                { id: 'checks', header: 'Checks', numeric: true, cell: countOf },
              ]}
            />
          </Section>
          <Section id="grades" title="Grades">
            <DataTable
              caption={`Lowest score of each grade, ${gradeFloors.length} rows`}
              density="dense"
              fold={false}
              rows={[...gradeFloors]}
              rowKey={({ grade }) => grade}
              columns={[
                { id: 'grade', header: 'Grade', rowHeader: true, cell: ({ grade }) => grade },
                { id: 'from', header: 'From', numeric: true, cell: ({ from }) => from },
              ]}
            />
          </Section>
        </div>
      </TwoColumns>
    </div>
  )
}

function countOf(severity: Severity): number {
  return checks.filter((check) => check.severity === severity).length
}

const rules: { id: string; text: ReactNode }[] = [
  {
    id: 'check',
    text: 'Each check counts pass ÷ (pass + fail) over the resources that are in use: running, desired by a service, or scheduled. Accounts and regions in scope are pooled.',
  },
  { id: 'mean', text: 'The score is the mean of the checks by their weights, times 100, shown rounded down.' },
  {
    id: 'coverage',
    text: 'Coverage is the weight of what was judged ÷ the weight of what was judged or unknown. What is missing is never a pass.',
  },
  { id: 'least', text: `Below ${minimumCoverage} % coverage there is a dash in place of the score.` },
  {
    id: 'cap',
    text: `While a critical failure is open that is not under exception, the grade is ${criticalCap} at best.`,
  },
  {
    id: 'aside',
    text: 'What is under exception, and what another check counts already, leaves both sides. Revisions that are only registered, questions for a person, and what waits for earlier scans stand beside the score.',
  },
]
